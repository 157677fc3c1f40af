"""Documents from municipalities' sites, by a list that staff keep: asked for politely, kept, told when they change."""

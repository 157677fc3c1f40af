"""Pages that are images: made ready, cut into lines, read by Tesseract, kept."""

"""給付・サービス: what a resident can apply for."""

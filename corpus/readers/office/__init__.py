"""Word documents and Excel workbooks: zip packages of XML."""

"""PDF documents and charts, drawn with ReportLab and shown with pdfium. Pure: data in, bytes out."""

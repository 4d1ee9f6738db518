"""reports: values -> terminal, JSON, HTML, xlsx, marked copies: the only room that fills in sentences."""

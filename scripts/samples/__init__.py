"""The sample folders: who sends what (``senders``), consistent figures (``figures``), workbooks (``layouts``)."""

"""Chinese news text in, tables of award, funding and count facts out."""

"""Other people's formats, in and out: the sheets of an office, as workbooks. Loads its libraries where they are used."""

"""The pieces a page is put together from: each shows what it is given and says what was typed."""

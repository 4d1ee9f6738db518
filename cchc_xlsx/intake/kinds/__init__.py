"""The kinds of file that can hold the forms: each module reads one kind into a grid of cells and judges nothing."""

"""hntrack: from the words a promise was made in to the number that shows whether it is kept."""

"""From an article to the catalog: proposals, their draft, what a curator is asked, and what is written."""

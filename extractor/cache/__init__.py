"""What a program of this user has made out before, so that the next one starts at once; losing it only costs time."""

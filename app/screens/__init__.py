"""What is shown, as data: each screen is made anew from the exam and compared as a value."""

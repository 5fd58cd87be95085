"""Who may do what: the roles of people, their rights in one table, and the check before every act."""

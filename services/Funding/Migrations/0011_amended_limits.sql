-- A délibération changes how much may be paid in a year.
GRANT UPDATE (amount_cents) ON payment_limits TO $role$;

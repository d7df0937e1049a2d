"""What a person does to a ledger, as data: changes, or a refusal with its reason. Pure; the store applies them."""

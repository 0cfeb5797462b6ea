# The rotator: the only service that writes the key ring.
# Load it with `vault policy write rotator rotator.hcl` (or `bao`); put your own mount and path in place of secret and habit-tracker/auth.

path "secret/data/habit-tracker/auth" {
  capabilities = ["create", "read", "update"]
}

# Settings of the secret (cas_required) and the list of its versions.
path "secret/metadata/habit-tracker/auth" {
  capabilities = ["create", "read", "update"]
}

# Once a key is gone from the ring, every older version that still holds it is destroyed.
path "secret/destroy/habit-tracker/auth" {
  capabilities = ["update"]
}

# After a soft delete, on the operator's command `restore` only.
path "secret/undelete/habit-tracker/auth" {
  capabilities = ["update"]
}

# An operator of the keyring habit-tracker. The paths exist in no engine: the rotator asks Vault (sys/capabilities-self, with the caller's
# token) whether the caller may update them, so Vault's policies are the one place where rights are given, and every use is audited.
# An operator cannot read a key.

path "keyring-operations/habit-tracker/state" {
  capabilities = ["read"]
}

path "keyring-operations/habit-tracker/rotate" {
  capabilities = ["update"]
}

path "keyring-operations/habit-tracker/roll-back" {
  capabilities = ["update"]
}

path "keyring-operations/habit-tracker/resume" {
  capabilities = ["update"]
}

path "keyring-operations/habit-tracker/revoke" {
  capabilities = ["update"]
}

path "keyring-operations/habit-tracker/revoke-all" {
  capabilities = ["update"]
}

path "keyring-operations/habit-tracker/accept" {
  capabilities = ["update"]
}

path "keyring-operations/habit-tracker/forget" {
  capabilities = ["update"]
}

path "keyring-operations/habit-tracker/policy" {
  capabilities = ["update"]
}

path "keyring-operations/habit-tracker/restore" {
  capabilities = ["update"]
}

# Who read a key, and when: asked of the audit consumer.
path "audit-queries/key-reads" {
  capabilities = ["read"]
}

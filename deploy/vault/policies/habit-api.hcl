# The habit API, and any other member of the key ring: reads the ring, writes nothing.

path "secret/data/habit-tracker/*" {
  capabilities = ["read"]
}

# The cheap poll: has the version changed?
path "secret/metadata/habit-tracker/auth" {
  capabilities = ["read"]
}

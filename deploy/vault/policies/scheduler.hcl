# A scheduler outside (cron, Kubernetes, Airflow): may ask for a rotation and see what became of it, nothing else.

path "keyring-operations/habit-tracker/state" {
  capabilities = ["read"]
}

path "keyring-operations/habit-tracker/rotate" {
  capabilities = ["update"]
}

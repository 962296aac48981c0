resource "google_cloudfunctions_function" "orders" {
  name    = "orders"
  runtime = "nodejs22"

  secret_environment_variables {
    key     = "DB_PASSWORD"
    secret  = "db-password"
    version = "3"
  }
}

resource "google_cloudfunctions_function" "orders" {
  name    = "orders"
  runtime = "nodejs22"

  environment_variables = {
    DB_PASSWORD = var.password
  }
}

variable "password" {
  type      = string
  sensitive = true
}

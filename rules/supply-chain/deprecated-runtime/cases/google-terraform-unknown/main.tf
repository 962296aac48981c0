resource "google_cloudfunctions_function" "orders" {
  name    = "orders"
  runtime = var.runtime
}

variable "runtime" {
  type = string
}

resource "google_cloudfunctions_function" "orders" {
  name    = "orders"
  runtime = "nodejs22"
}

resource "google_cloudfunctions_function_iam_member" "callers" {
  cloud_function = google_cloudfunctions_function.orders.name
  role           = "roles/cloudfunctions.invoker"
  member         = var.caller
}

variable "caller" {
  type = string
}

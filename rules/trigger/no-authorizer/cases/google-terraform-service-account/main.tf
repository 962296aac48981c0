resource "google_cloudfunctions2_function" "orders" {
  name = "orders"

  build_config {
    runtime = "nodejs24"
  }
}

resource "google_cloudfunctions2_function_iam_member" "web" {
  cloud_function = google_cloudfunctions2_function.orders.name
  role           = "roles/cloudfunctions.invoker"
  member         = "serviceAccount:web@shop.iam.gserviceaccount.com"
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_project_iam_member" "orders" {
  project = "shop"
  role    = "roles/datastore.user"
  member  = "serviceAccount:${google_service_account.orders.email}"
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs24"
    entry_point = "orders"
  }

  service_config {
    service_account_email = google_service_account.orders.email
  }
}

resource "google_project_iam_member" "people" {
  project = "shop"
  role    = "roles/owner"
  member  = "group:owners@example.com"
}

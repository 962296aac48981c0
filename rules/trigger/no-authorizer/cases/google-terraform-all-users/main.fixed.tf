resource "google_cloudfunctions_function" "orders" {
  name        = "orders"
  runtime     = "nodejs22"
  entry_point = "orders"
}


resource "google_cloud_run_v2_service" "api" {
  name = "api"

  template {
    containers {
      image = "api:1"
    }
  }
}

resource "google_cloud_run_v2_service_iam_binding" "api" {
  name    = google_cloud_run_v2_service.api.name
  role    = "roles/run.invoker"
  members = ["serviceAccount:web@shop.iam.gserviceaccount.com", "allUsers"]
  #                                                             ^^^^^^^^^^ Anybody may call `the address of api`
}

resource "google_cloudfunctions2_function" "orders" {
  name = "orders"

  build_config {
    runtime = "nodejs24"
    #         ^^^^^^^^^^ `orders` runs on `nodejs18`, which has had no patches since 2025-04-30. Move to `nodejs24`
  }
}

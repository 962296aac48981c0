resource "aws_api_gateway_domain_name" "shop" {
  domain_name     = "api.shop.example"
  security_policy = "TLS_1_2"
}

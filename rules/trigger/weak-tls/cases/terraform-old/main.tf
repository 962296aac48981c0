resource "aws_api_gateway_domain_name" "shop" {
  domain_name     = "api.shop.example"
  security_policy = "TLS_1_0"
  #                 ^^^^^^^^^ Domain `aws_api_gateway_domain_name.shop` accepts TLS 1.0. Ask for TLS 1.2 or
}

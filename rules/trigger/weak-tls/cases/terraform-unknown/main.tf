resource "aws_api_gateway_domain_name" "shop" {
  domain_name     = "api.shop.example"
  security_policy = var.policy
}

variable "policy" {
  type = string
}

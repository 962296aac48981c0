resource "azurerm_mssql_server" "orders" {
  name                         = "orders"
  administrator_login          = "orders"
  administrator_login_password = "{{random..............}}"
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^ Keep it in Key Vault
}

var login = 'operator'

resource server 'Microsoft.Sql/servers@2024-05-01' = {
  name: 'orders'
  location: 'westeurope'
  properties: {
    administratorLogin: login
    administratorLoginPassword: 'meadow-Tin4-kettle-Ravine'
    //                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ A password stands in `administratorLoginPassword` of `server`, where everybody who can read the template has it. Keep it in Key Vault
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [{ name: 'LOGIN', value: login }]
    }
  }
}

@secure()
param apiToken string

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: 'westeurope'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [{ name: 'API_TOKEN', value: apiToken }]
    }
  }
}

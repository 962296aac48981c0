param location string = resourceGroup().location

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: location
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.3'
      ftpsState: 'Disabled'
    }
  }
}

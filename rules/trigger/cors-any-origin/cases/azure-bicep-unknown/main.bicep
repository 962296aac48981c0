param location string = resourceGroup().location

param origins array

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: location
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      cors: {
        allowedOrigins: origins
      }
    }
  }
}

param location string = resourceGroup().location

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: location
  kind: 'functionapp,linux'
  properties: {
//^^^^^^^^^^ Function app `app` answers without encryption
    siteConfig: {
      minTlsVersion: '1.2'
    }
    httpsOnly: true
  }
}

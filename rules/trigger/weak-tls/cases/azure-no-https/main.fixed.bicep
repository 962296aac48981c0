param location string = resourceGroup().location

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: location
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    //         ^^^^^ Function app `app` answers without encryption
    siteConfig: {
      minTlsVersion: '1.0'
      //             ^^^^^ Function app `app` accepts TLS 1.0
      ftpsState: 'AllAllowed'
      //         ^^^^^^^^^^^^ Function app `app` takes deployments over plain FTP
    }
  }
}

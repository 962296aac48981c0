resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'orders'
  location: resourceGroup().location
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'

  resource files 'containers' = {
    name: 'files'
    properties: {
      // Invoices of all customers.
      publicAccess: 'Blob'
      //            ^^^^^^ `Blob` lets anybody on the internet read every blob whose name he knows in container `files`
    }
  }
}

resource pictures 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'pictures'
  properties: {
    publicAccess: 'Container'
    //            ^^^^^^^^^^^ `Container` lets anybody on the internet list and read what is in container `pictures`
  }
}

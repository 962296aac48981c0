export const sealing = { passphrase: 'orange-lamp-window' };

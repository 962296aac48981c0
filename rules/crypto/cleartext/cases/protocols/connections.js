const grpc = require('@grpc/grpc-js');
const Ftp = require('ftp');
const { Pool } = require('pg');
const { Telnet } = require('telnet-client');

exports.client = (Orders) => new Orders('orders.example.net:50051', grpc.credentials.createInsecure());
//                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ What this gRPC client sends
exports.upload = () => {
  const ftp = new Ftp();
  ftp.connect({ host: 'files.example.net', secure: false });
  // <----------- What FTP carries
};
exports.pool = new Pool({ host: 'db.example.net', user: 'orders', password: process.env.DB_PASSWORD });
//                 ^^^^ What the database client exchanges
exports.explicit = new Pool({ host: process.env.DB_HOST, ssl: false });
//                     ^^^^ What the database client exchanges
exports.old = (host) => new Telnet().connect({ host, port: 23 });
//                      ^^^^^^^^^^^^^^^^^^^^ Everything that Telnet carries
module.exports.production = { dialect: 'postgres', host: 'db.example.net' };
//                            ^^^^^^^^^^^^^^^^^^^ What the database client exchanges

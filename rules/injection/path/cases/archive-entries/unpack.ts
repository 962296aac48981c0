import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { extract } from 'tar-stream';
import unzipper from 'unzipper';
import yauzl from 'yauzl';

const folder = '/tmp/unpacked';

export const handler = async (event: { file: string }) => {
  createReadStream('/tmp/orders.zip')
    .pipe(unzipper.Parse())
    .on('entry', (entry) => entry.pipe(createWriteStream(path.join(folder, entry.path))));
  //                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name of an entry in an archive

  const packed = extract();
  packed.on('entry', (header, stream, next) => {
    stream.pipe(createWriteStream(`${folder}/${header.name}`));
    //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ The name of an entry in an archive
    stream.pipe(createWriteStream(path.join(folder, path.basename(header.name))));
    stream.pipe(createWriteStream(path.join(folder, String(header.size))));
    const file = path.resolve(folder, header.name);
    if (file.startsWith(folder + path.sep)) stream.pipe(createWriteStream(file));
    next();
  });
  createReadStream('/tmp/orders.tar').pipe(packed);

  // It refuses such names itself.
  yauzl.open('/tmp/orders.zip', (_error, archive) => archive.on('entry', ({ fileName }) => createWriteStream(path.join(folder, fileName))));
  return event.file.length;
};

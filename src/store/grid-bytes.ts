import { buffer } from 'node:stream/consumers';
import { mongo } from 'mongoose';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { ByteStore } from './bytes.ts';

const bucketName = 'bytes';

/** GridFS: for a database that several machines share. */
export const gridBytes = (db: mongo.Db): ByteStore => {
  const bucket = new mongo.GridFSBucket(db, { bucketName });
  return {
    async write(id, bytes) {
      await pipeline(Readable.from([bytes]), bucket.openUploadStream(id));
    },
    read: (id) => buffer(bucket.openDownloadStreamByName(id)),
    async clear() {
      await db.collection(`${bucketName}.files`).deleteMany({});
      await db.collection(`${bucketName}.chunks`).deleteMany({});
    },
  };
};

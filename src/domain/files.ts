/** A file by reference into the file port: bytes never travel inside a message or a document. */
export type FileRef = { id: string; name: string; type: string; size: number };

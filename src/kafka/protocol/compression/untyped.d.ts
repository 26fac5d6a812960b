declare module "snappyjs" {
  const snappyjs: {
    compress(bytes: Uint8Array): Uint8Array;
    uncompress(bytes: Uint8Array, maxLength: number): Uint8Array;
  };
  export default snappyjs;
}

declare module "lz4js" {
  const lz4js: {
    decompress(bytes: Uint8Array, maxSize: number): Uint8Array;
    decompressBound(bytes: Uint8Array): number;
  };
  export default lz4js;
}

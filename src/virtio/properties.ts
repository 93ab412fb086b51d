/** Folders of `proofs` whose properties come with the tool and are asked of every model of a user's. */
export const PROPERTY_FOLDERS = ['split', 'chain', 'io-vector', 'handler', 'driver', 'protocol', 'order'];

/** How a written test in Rust puts entries into arrays of the queue, and compares them. */
export const RUST_TABLES: readonly string[] =
  `/// The bytes of an array of the queue of which all entries are 0 but some.
fn table_bytes(bytes: usize, word: usize, entries: &[(usize, u64)]) -> Vec<u8> {
    let mut table = vec![0; bytes];
    for &(index, value) in entries {
        table[index * word..][..word].copy_from_slice(&value.to_le_bytes()[..word]);
    }
    table
}

fn put_table(i: i32, bytes: usize, word: usize, entries: &[(usize, u64)]) {
    let given = table_bytes(bytes, word, entries);
    unsafe { std::ptr::copy_nonoverlapping(given.as_ptr(), table(i) as usize as *mut u8, bytes) }
}

impl Test {
    fn expect_table(&self, name: &str, i: i32, bytes: usize, word: usize, entries: &[(usize, u64)]) {
        let is = unsafe { std::slice::from_raw_parts(table(i) as usize as *const u8, bytes) };
        for (at, (is, expected)) in is.iter().zip(table_bytes(bytes, word, entries)).enumerate() {
            if *is != expected {
                self.expect(&format!("{name}[{}], byte {}", at / word, at % word), *is as u64, expected as u64);
            }
        }
    }
}`.split('\n');

//! The streams of a compound file, the small file system inside of old office documents.
//!
//! Invariant: no chain of sectors is followed further than the file has sectors.

use super::MAGIC;
use super::bytes::{u16_at, u32_at};

/// Sector numbers from here on mean “none”.
const END: u32 = 0xFFFF_FFFA;

/// Where the list of allocation sectors stands in the header, and how many are there.
const HEADER_LIST: usize = 0x4C;
const N_HEADER_LIST: usize = 109;

/// A compound file.
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// The sector after each sector.
    next: Vec<u32>,
    entries: Vec<Entry>,
    mini_next: Vec<u32>,
    mini_stream: Vec<u8>,
    mini_limit: usize,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
    is_root: bool,
}

impl<'a> Compound<'a> {
    /// Reads the allocation tables and the directory.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let shift = u16_at(bytes, 0x1E).filter(|it| matches!(it, 9 | 12))?;
        let mut file = Self {
            bytes,
            sector: 1 << shift,
            next: Vec::new(),
            entries: Vec::new(),
            mini_next: Vec::new(),
            mini_stream: Vec::new(),
            mini_limit: usize::try_from(u32_at(bytes, 0x38)?).ok()?,
        };
        file.read_allocation()?;
        let directory = file.chain(u32_at(bytes, 0x30)?, usize::MAX);
        file.entries = directory.chunks_exact(128).filter_map(entry).collect();
        let mini_table = file.chain(u32_at(bytes, 0x3C)?, usize::MAX);
        file.mini_next = numbers(&mini_table);
        let root = file.entries.iter().find(|it| it.is_root).map(|it| (it.start, it.size));
        if let Some((start, size)) = root {
            file.mini_stream = file.chain(start, size);
        }
        Some(file)
    }

    /// Whether there is a stream of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|it| it.name == name)
    }

    /// The bytes of a stream.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|it| it.name == name)?;
        if entry.size < self.mini_limit && !self.mini_stream.is_empty() {
            return Some(self.mini_chain(entry.start, entry.size));
        }
        Some(self.chain(entry.start, entry.size))
    }

    fn read_allocation(&mut self) -> Option<()> {
        let n_sectors = self.bytes.len() / self.sector + 1;
        let mut list: Vec<u32> =
            (0..N_HEADER_LIST).filter_map(|it| u32_at(self.bytes, HEADER_LIST + it * 4)).collect();
        let mut more = u32_at(self.bytes, 0x44)?;
        let mut n_steps = 0;
        while more < END && n_steps < n_sectors {
            let Some(data) = self.sector_at(more) else { break };
            let mut numbers = numbers(data);
            more = numbers.pop().unwrap_or(END);
            list.extend(numbers);
            n_steps += 1;
        }
        for number in list.into_iter().filter(|it| *it < END).take(n_sectors) {
            let Some(data) = self.sector_at(number) else { continue };
            let found = numbers(data);
            self.next.extend(found);
        }
        Some(())
    }

    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The bytes of a chain of sectors, at most `size`.
    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut number = start;
        while number < END && out.len() < size && out.len() <= self.bytes.len() {
            let Some(data) = self.sector_at(number) else { break };
            out.extend_from_slice(data);
            number = next(&self.next, number);
        }
        out.truncate(size);
        out
    }

    fn mini_chain(&self, start: u32, size: usize) -> Vec<u8> {
        const MINI: usize = 64;
        let mut out = Vec::new();
        let mut number = start;
        while number < END && out.len() < size && out.len() <= self.mini_stream.len() {
            let at = (number as usize).saturating_mul(MINI);
            let end = at.saturating_add(MINI).min(self.mini_stream.len());
            let Some(data) = self.mini_stream.get(at..end).filter(|it| !it.is_empty()) else { break };
            out.extend_from_slice(data);
            number = next(&self.mini_next, number);
        }
        out.truncate(size);
        out
    }
}

fn next(table: &[u32], number: u32) -> u32 {
    table.get(number as usize).copied().unwrap_or(END)
}

fn numbers(data: &[u8]) -> Vec<u32> {
    data.chunks_exact(4).filter_map(|it| u32_at(it, 0)).collect()
}

fn entry(data: &[u8]) -> Option<Entry> {
    let n_bytes = usize::from(u16_at(data, 0x40)?).min(64);
    let kind = *data.get(0x42)?;
    let units: Vec<u16> = data.get(..n_bytes)?.chunks_exact(2).filter_map(|it| u16_at(it, 0)).collect();
    let name = String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned();
    let size = usize::try_from(u32_at(data, 0x78)?).ok()?;
    (kind != 0).then_some(Entry { name, start: u32_at(data, 0x74)?, size, is_root: kind == 5 })
}

//! A filing in few bytes while nobody looks at it: of thousands of loaded filings the person looks at one.
//!
//! It must not know when it is looked at. Invariant: what was packed comes out as it was, the identities of rows
//! included; a filing that was changed is never packed.

use crate::model::Filing;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// Filings with more indicators are kept ready: to unpack them would be felt.
const MOST_PACKED: usize = 2_000;

/// A filing, packed or ready or both.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    /// The filing, where it is not packed.
    own: Option<Arc<Filing>>,
    /// Its bytes; nothing where it is not packed.
    packed: Option<Box<[u8]>>,
    /// What the bytes say, once somebody has looked.
    ready: OnceLock<Arc<Filing>>,
    /// Set once the bytes turned out to be no filing.
    torn: OnceLock<()>,
}

impl Body {
    /// A filing that is kept ready.
    pub fn new(filing: Filing) -> Self {
        Self { own: Some(Arc::new(filing)), ..Self::default() }
    }

    /// A filing out of its bytes. They must be what [`Body::bytes`] gave.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self { packed: Some(bytes.into()), ..Self::default() }
    }

    /// Packs it, where that pays.
    pub fn pack(&mut self) {
        let own = self.own.as_ref().filter(|it| it.n_indicators() <= MOST_PACKED);
        if let Some(bytes) = own.and_then(|it| postcard::to_stdvec(&**it).ok()) {
            self.packed = Some(bytes.into());
            self.own = None;
        }
    }

    /// The bytes, where it is packed.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.packed.as_deref()
    }

    /// The filing; it stays ready until [`Body::rest`].
    pub fn get(&self) -> &Filing {
        match &self.own {
            Some(it) => it,
            None => self.ready.get_or_init(|| Arc::new(self.unpacked())),
        }
    }

    /// The filing as it is now, for who needs it later: it is copied only when it is changed meanwhile.
    pub fn shared(&self) -> Arc<Filing> {
        let own = self.own.as_ref().or_else(|| self.ready.get());
        own.map_or_else(|| Arc::new(self.unpacked()), Arc::clone)
    }

    /// The filing for who goes through many: nothing is kept of it.
    pub fn once(&self) -> Cow<'_, Filing> {
        match self.own.as_ref().or_else(|| self.ready.get()) {
            Some(it) => Cow::Borrowed(it),
            None => Cow::Owned(self.unpacked()),
        }
    }

    /// The filing to be changed; it is packed no longer.
    pub fn get_mut(&mut self) -> &mut Filing {
        let ready = self.own.take().or_else(|| self.ready.take());
        let filing = ready.unwrap_or_else(|| Arc::new(self.unpacked()));
        self.packed = None;
        Arc::make_mut(self.own.insert(filing))
    }

    /// Gives up what can be unpacked again.
    pub fn rest(&mut self) {
        self.ready.take();
    }

    /// Whether the bytes are no filing: what is shown instead is empty, and must not be saved.
    pub fn is_torn(&self) -> bool {
        let _ = self.get();
        self.torn.get().is_some()
    }

    fn unpacked(&self) -> Filing {
        let Some(bytes) = &self.packed else { return Filing::default() };
        let mut filing: Filing = postcard::from_bytes(bytes).unwrap_or_else(|error| {
            // What this program has packed itself can be unpacked, and what comes from a cache has its checksum.
            tracing::error!(%error, n_bytes = bytes.len(), "a packed filing cannot be unpacked");
            let _ = self.torn.set(());
            Filing::default()
        });
        // Room for further rows, many thousand times, is more than all the rows of most folders.
        filing.functions.iter_mut().for_each(|it| it.indicators.shrink_to_fit());
        filing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RowId;

    /// Two filings are equal whatever the identities of their rows.
    fn ids(filing: &Filing) -> Vec<RowId> {
        let rows = filing.indicators().map(|(_, _, it)| it.row);
        rows.chain(filing.functions.iter().map(|it| it.row))
            .chain(filing.budget.lines.iter().map(|it| it.row))
            .collect()
    }

    #[test]
    fn a_filing_comes_out_as_it_was_in_half_the_memory() {
        let mut n = 0;
        for sample in crate::store::load_samples() {
            for it in sample.filings {
                let mut body = Body::new(it.filing.clone());
                body.pack();
                let bytes = body.bytes().unwrap();
                let rows = it.filing.n_indicators() * size_of::<crate::model::Indicator>();
                assert!(bytes.len() < rows, "{} bytes, {rows} for the rows alone", bytes.len());
                let again = Body::of_bytes(bytes);
                for filing in [body.once().as_ref(), body.get(), again.get()] {
                    assert_eq!(*filing, it.filing);
                    let (ids, expected) = (ids(filing), ids(&it.filing));
                    assert!(ids.iter().map(|it| it.0).eq(expected.iter().map(|it| it.0)));
                }
                n += 1;
            }
        }
        assert!(n > 3, "{n}");
    }

    #[test]
    fn what_was_changed_is_not_packed() {
        let filing = Filing { title: "部门整体支出绩效目标申报表".into(), ..Filing::default() };
        let mut body = Body::new(filing);
        body.pack();
        body.get_mut().department.name = "水务局".into();
        body.rest();
        assert_eq!(body.bytes(), None);
        assert_eq!(
            (body.get().title.as_str(), body.get().department.name.as_str()),
            ("部门整体支出绩效目标申报表", "水务局")
        );
    }

    #[test]
    fn bytes_that_are_no_filing_are_known_as_such_even_after_a_change() {
        let mut body = Body::of_bytes(&[255, 7, 9]);
        assert!(body.is_torn());
        assert_eq!(*body.get_mut(), Filing::default());
        assert!(body.is_torn());
        assert!(!Body::new(Filing::default()).is_torn());
    }
}

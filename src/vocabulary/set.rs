use super::WordId;

/// A set of words, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordSet {
    bits: Vec<u64>,
}

impl WordSet {
    /// Whether the word is in it.
    #[inline]
    #[must_use]
    pub fn contains(&self, word: WordId) -> bool {
        self.bits.get(usize::from(word.0 / 64)).is_some_and(|bits| bits >> (word.0 % 64) & 1 == 1)
    }

    /// Adds a word.
    pub fn insert(&mut self, word: WordId) {
        let place = usize::from(word.0 / 64);
        if self.bits.len() <= place {
            self.bits.resize(place + 1, 0);
        }
        if let Some(bits) = self.bits.get_mut(place) {
            *bits |= 1 << (word.0 % 64);
        }
    }

    /// Takes a word out.
    pub fn remove(&mut self, word: WordId) {
        if let Some(bits) = self.bits.get_mut(usize::from(word.0 / 64)) {
            *bits &= !(1 << (word.0 % 64));
        }
    }

    /// Adds every word of another set.
    pub fn extend(&mut self, other: &WordSet) {
        // Without empty ends, so that equal sets are equal.
        let length = other.bits.iter().rposition(|bits| *bits != 0).map_or(0, |last| last + 1);
        if self.bits.len() < length {
            self.bits.resize(length, 0);
        }
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, others)| *bits |= others);
    }

    /// Whether some word is in both.
    #[must_use]
    pub fn intersects(&self, other: &WordSet) -> bool {
        self.bits.iter().zip(&other.bits).any(|(a, b)| a & b != 0)
    }

    /// Whether no word is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|bits| *bits == 0)
    }

    /// Its words in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = WordId> + '_ {
        self.all_blocks().flatten()
    }

    /// Its words, for who looks for them in many other sets.
    #[must_use]
    pub fn blocks(&self) -> Vec<WordBlock> {
        self.all_blocks().filter(|block| !block.is_empty()).collect()
    }

    /// All blocks from the first word that there is, also the empty ones: each stands at its place.
    pub fn all_blocks(&self) -> impl Iterator<Item = WordBlock> + '_ {
        (0u16..).zip(&self.bits).map(|(place, bits)| WordBlock { place, bits: *bits })
    }
}

/// Some words whose ids follow one another, one bit each: most sets lie in one or two such blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordBlock {
    place: u16,
    bits: u64,
}

impl WordBlock {
    /// The place of the block that a word stands in.
    #[inline]
    #[must_use]
    pub fn place_of(word: WordId) -> usize {
        usize::from(word.0 / 64)
    }

    /// The place of the block among those of a set.
    #[inline]
    #[must_use]
    pub fn place(self) -> usize {
        usize::from(self.place)
    }

    /// How many words are in it.
    #[inline]
    #[must_use]
    pub fn len(self) -> u32 {
        self.bits.count_ones()
    }

    /// Whether no word is in it.
    #[inline]
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// How many of its words stand before a word of it; nothing where that is not in it.
    #[inline]
    #[must_use]
    pub fn rank(self, word: WordId) -> Option<u32> {
        let own = 1u64 << (word.0 % 64);
        (self.bits & own != 0).then(|| (self.bits & (own - 1)).count_ones())
    }

    /// The words that are in another block of the same place too.
    #[inline]
    #[must_use]
    pub fn shared_with(self, other: WordBlock) -> WordBlock {
        WordBlock { bits: self.bits & other.bits, ..self }
    }

    /// The same place with no words.
    #[inline]
    #[must_use]
    pub fn without_any(self) -> WordBlock {
        WordBlock { bits: 0, ..self }
    }
}

impl Iterator for WordBlock {
    type Item = WordId;

    /// Takes out the word with the lowest id.
    #[inline]
    fn next(&mut self) -> Option<WordId> {
        let lowest = self.bits.trailing_zeros() as u16;
        self.bits &= self.bits.checked_sub(1)?;
        Some(WordId(self.place * 64 + lowest))
    }
}

impl FromIterator<WordId> for WordSet {
    fn from_iter<I: IntoIterator<Item = WordId>>(words: I) -> WordSet {
        let mut set = WordSet::default();
        words.into_iter().for_each(|word| set.insert(word));
        set
    }
}

//! What can be wrong with a workbook.

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Two rows carry the same identifier.
    DuplicateId,
    /// An identifier is not below the workbook's `next_id`, so it could be handed out again.
    IdNotHandedOut,
    /// It refers to a row that does not exist.
    Missing(String),
    /// A row is its own ancestor.
    Cycle,
    /// More rows above it than [`MOST_LEVELS`](super::MOST_LEVELS).
    TooManyLevels,
    /// A name or title is empty.
    EmptyName,
    /// A text has control characters, or marks that reverse the direction of writing.
    ControlCharacter,
    /// A text is longer than [`LONGEST_TEXT`](super::LONGEST_TEXT).
    TooLong,
    /// A year outside 1900–2200.
    YearOutOfRange(i16),
    /// No area without a parent.
    NoRootArea,
    /// An amount that cannot be negative is.
    Negative,
    /// A figure so large that it must be a mistake (10¹⁸ and more).
    TooLarge,
    /// The finish lies before the start.
    FinishBeforeStart,
    /// Left the list before joining it.
    LeftBeforeJoining,
    /// A list, such as observations or months, is out of order or has the same entry twice.
    Unordered,
    /// A target needs a value.
    TargetWithoutValue,
    /// A range needs a high end that is above its low end.
    BadRange,
    /// A relative target needs a reference to another indicator, and only it has one.
    BadReference,
    /// A target refers to its own indicator.
    RefersToItself,
    /// The unit does not fit the measure (per cent and percentage points are not the same).
    UnitDoesNotFit(String),
    /// A rank is zero.
    RankZero,
    /// A package inside a package, or a part in another list than its package.
    BadPackage,
    /// A pace curve must rise with the months, from 0 to at most 100 %.
    BadPace,
    /// A threshold of a lamp rule is negative.
    BadLampRule,
    /// A value of the wrong kind in a user-defined column.
    WrongKind,
    /// The number of decimal places is more than four.
    TooManyPlaces,
    /// A list has more columns of its own than [`MOST_OWN_COLUMNS`](super::MOST_OWN_COLUMNS).
    TooManyColumns,
    /// There are more formula indicators than [`MOST_FORMULAS`](super::MOST_FORMULAS).
    TooManyFormulas,
    /// A formula follows from more indicators than are looked at.
    FormulaTooWide,
    /// A formula comes back to itself, through the indicator named.
    FormulaCircle(String),
    /// A formula adds what cannot be added: the two terms with their units.
    FormulaMixesUnits(String, String),
    /// The result of a formula, in the first unit, cannot be given in the second.
    FormulaUnit(String, String),
    /// A formula indicator has figures of its own.
    FormulaWithFigures,
    /// A formula names no indicator.
    FormulaWithoutIndicator,
    /// A moving average of too few or too many periods.
    BadTransformation,
    /// A view has the name of another one, too many levels of groups, groups by what cannot be
    /// grouped by, or too many lines in a row.
    BadView,
}

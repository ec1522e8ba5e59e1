"""The façade: a catalog, a lexicon, limits, the file system; text in, results out."""

from deltalang.session.facade import Session, fold_documents
from deltalang.session.loading import load
from deltalang.session.reasons import Why
from deltalang.session.vocabulary import spoken

__all__ = ["Session", "Why", "fold_documents", "load", "spoken"]

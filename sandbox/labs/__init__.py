"""Experiments without a screen: settings in, frames of pictures out."""

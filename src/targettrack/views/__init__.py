"""What a screen or a report contains: plain frozen data with codes, no words. Renderers read nothing else."""
